import { Notice } from '../../web/ui/content.tsx';
import type { Visit } from '../../web/visit.ts';

/** Whom to call now, as links that a telephone dials. */
export const Emergency = ({ visit, sent = false }: { readonly visit: Visit; readonly sent?: boolean }) => {
  const { t } = visit;
  return (
    <Notice kind="warning" title={t('appeal:emergency.title')}>
      <ul class="links">
        <li>
          <a href="tel:102">{t('appeal:emergency.police')}</a>
        </li>
        <li>
          <a href="tel:112">{t('appeal:emergency.rescue')}</a>
        </li>
      </ul>
      <p>{t('appeal:emergency.text')}</p>
      {sent ? <p>{t('appeal:emergency.first')}</p> : null}
    </Notice>
  );
};
