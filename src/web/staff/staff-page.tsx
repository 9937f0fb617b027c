import type { Child } from 'hono/jsx';
import type { StaffRole } from '../../domain/people.ts';
import { unreachable } from '../../domain/result.ts';
import { sayTime } from '../../text/dates.ts';
import { Page } from '../ui/page.tsx';
import type { Visit } from '../visit.ts';
import { SessionWarning } from './account/session-warning.tsx';
import type { OpenSession, StaffContext } from './staff-env.ts';

type FirstPlace = 'row' | 'inbox' | 'department' | 'home';
type Place = FirstPlace | 'deliveries';

const addresses: Readonly<Record<Place, string>> = {
  row: '/staff/row',
  inbox: '/staff/inbox',
  department: '/staff/department',
  deliveries: '/staff/deliveries',
  home: '/staff/',
};

/** The pages of a role, the one she begins with first. */
const placesOf = (role: StaffRole): readonly [FirstPlace, ...Place[]] => {
  switch (role) {
    case 'registrar':
      return ['row', 'inbox', 'deliveries'];
    case 'curator':
      return ['inbox'];
    case 'head':
      return ['department', 'inbox', 'row', 'deliveries'];
    case 'worker':
    case 'council':
    case 'ministry':
    case 'administrator':
      return ['home'];
    default:
      return unreachable(role);
  }
};

/** What `/staff/` shows to a role. */
export const firstPlaceOf = (role: StaffRole): FirstPlace => placesOf(role)[0];
/** May this role look appeals up at all? The actions decide what she may see of them. */
export const handlesAppeals = (role: StaffRole): boolean => firstPlaceOf(role) !== 'home';

interface StaffPageProps {
  readonly visit: Visit;
  readonly session: OpenSession;
  /** Seconds until the session ends if nothing is done. */
  readonly secondsLeft: number;
  readonly title: string;
  readonly place?: Place | 'sessions' | undefined;
  readonly error?: boolean | undefined;
  readonly back?: string | undefined;
  /** Scripts of this page besides those of every page. */
  readonly scripts?: readonly string[] | undefined;
  readonly children?: Child;
}

/** A page behind the sign-in: what this role can reach, the page itself, and when the session ends. */
export const StaffPage = ({
  visit,
  session,
  secondsLeft,
  title,
  place,
  error,
  back,
  scripts = [],
  children,
}: StaffPageProps) => {
  const { t, language } = visit;
  const { name, role, organisation } = session.official;
  return (
    <Page
      visit={visit}
      title={title}
      error={error}
      back={back}
      variant="staff"
      scripts={['session-warning.js', ...scripts]}
      staff={{
        name,
        role: `${t(`domain:role.${role}`)}. ${organisation[language]}`,
        links: placesOf(role).map((each) => ({
          href: addresses[each],
          text: t(`staff:nav.${each}`),
          current: each === place,
        })),
        account: { href: '/staff/sessions', current: place === 'sessions' },
        signOut: '/staff/sign-out',
        find: handlesAppeals(role)
          ? { action: '/staff/find', label: t('staff:nav.findLabel'), submit: t('staff:nav.find') }
          : undefined,
      }}
      foot={
        <section class="session-note" aria-label={t('staff:nav.sessions')}>
          <p>{t('staff:session.footer', { time: sayTime(session.endsAt) })}</p>
          <SessionWarning visit={visit} csrf={session.csrf} secondsLeft={secondsLeft} />
        </section>
      }
    >
      {children}
    </Page>
  );
};

export type Frame = Pick<StaffPageProps, 'visit' | 'session' | 'secondsLeft'>;

/** What every page behind the sign-in is drawn with. */
export const frameOf = (c: StaffContext, now: Date): Frame => {
  const session = c.get('session');
  const secondsLeft = Math.max(0, Math.floor((session.endsAt.getTime() - now.getTime()) / 1000));
  return { visit: c.get('visit'), session, secondsLeft };
};
