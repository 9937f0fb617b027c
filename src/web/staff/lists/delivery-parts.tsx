import { hasText } from '../../../text/translate.ts';
import { Button } from '../../ui/button.tsx';
import type { Visit } from '../../visit.ts';
import type { Frame } from '../staff-page.tsx';

export const deliveriesAddress = '/staff/deliveries';

/** Why it failed, in words where there are words for it. */
export const whyText = ({ t }: Visit, error: string): string => {
  const known = error.replace(/^report:/, '').replace(/:.*$/, '');
  const key = `staff:deliveries.why.${known}`;
  return hasText(key) ? t(key) : t('staff:deliveries.why.other');
};
export const channelText = ({ t }: Visit, channel: string): string => {
  const key = `domain:channel.${channel}`;
  return hasText(key) ? t(key) : channel;
};

/** One button that does something about one line of the list. */
export const DoForm = ({
  frame,
  id,
  way,
  text,
  about,
}: {
  readonly frame: Frame;
  readonly id: string;
  readonly way: string;
  readonly text: string;
  readonly about: string;
}) => (
  <form method="post" action={deliveriesAddress}>
    <input type="hidden" name="csrf" value={frame.session.csrf} />
    <input type="hidden" name="id" value={id} />
    <Button kind="quiet" name="way" value={way} about={about}>
      {text}
    </Button>
  </form>
);
