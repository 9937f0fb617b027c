/**
 * Plays a person's or an official's own recording in place. There are no captions: nobody has written down what is
 * said. It is seen by the two sides of one appeal alone, an answer stands in writing beside it, and nothing of it is
 * published.
 */
export const Player = ({
  kind,
  href,
  label,
}: {
  readonly kind: 'sound' | 'video';
  readonly href: string;
  readonly label: string;
}) =>
  kind === 'sound' ? (
    // biome-ignore lint/a11y/useMediaCaption: no captions exist, see above
    <audio controls preload="none" src={href} aria-label={label} />
  ) : (
    // biome-ignore lint/a11y/useMediaCaption: no captions exist, see above
    <video controls preload="none" src={href} aria-label={label} />
  );
