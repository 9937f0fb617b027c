/** One step back, where that isn't the browser's own "back" (after a form was sent, say). */
export const BackLink = ({ href, text }: { readonly href: string; readonly text: string }) => (
  <a class="back" href={href}>
    {text}
  </a>
);

/** Keyset pages: only "newer" and "older", since counting pages costs more than it tells. */
export const Pagination = ({
  label,
  previous,
  next,
}: {
  /** Name of the landmark: what is leafed through. */
  readonly label: string;
  readonly previous?: { readonly href: string; readonly text: string } | undefined;
  readonly next?: { readonly href: string; readonly text: string } | undefined;
}) =>
  previous || next ? (
    <nav class="pages" aria-label={label}>
      {previous ? (
        <a rel="prev" href={previous.href}>
          {previous.text}
        </a>
      ) : null}
      {next ? (
        <a rel="next" href={next.href}>
          {next.text}
        </a>
      ) : null}
    </nav>
  ) : null;
