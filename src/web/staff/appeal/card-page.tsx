import type { ActionContext } from '../../../actions/context.ts';
import type { AppealStory } from '../../../actions/staff/read-models.ts';
import { type Frame, StaffPage } from '../staff-page.tsx';
import { capital, sayReceipt } from '../wording.ts';
import { ControlCardView } from './control-card.tsx';

/** The control card alone, for printing on A4 and stamping. */
export const CardPage = ({
  ctx,
  story,
  ...frame
}: Frame & { readonly ctx: ActionContext; readonly story: AppealStory }) => {
  const { t, language } = frame.visit;
  const title = `${capital(t('domain:card.title'), language)} ${sayReceipt(story.line.receipt)}`;
  return (
    <StaffPage {...frame} title={title} back={`/staff/appeals/${story.line.receipt}`}>
      <h1>{title}</h1>
      <p class="screen-only">{t('staff:appeal.card.printHint')}</p>
      <ControlCardView visit={frame.visit} ctx={ctx} story={story} headings={2} />
      <div class="signatures">
        <p>{t('staff:appeal.card.signature')}: ____________________</p>
        <p>{t('staff:appeal.card.stamp')}</p>
      </div>
    </StaffPage>
  );
};
