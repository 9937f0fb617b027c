import { unreachable } from '../../domain/result.ts';

/** The shape beside the word, so that colour alone never says it. */
export type Shape = 'full' | 'half' | 'outline' | 'tick' | 'circle' | 'triangle' | 'square';
export type Tone = 'plain' | 'error' | 'warning' | 'done';

const pathOf = (shape: Shape): string => {
  switch (shape) {
    case 'full':
      return 'M8 0l8 8-8 8-8-8z';
    case 'half':
      return 'M8 0l8 8-8 8-8-8zM8 3v10l5-5z';
    case 'outline':
      return 'M8 0l8 8-8 8-8-8zM8 3L3 8l5 5 5-5z';
    case 'tick':
      return 'M2 7l4 4 8-9 2 2-10 11-6-6z';
    case 'circle':
      return 'M8 1a7 7 0 1 1 0 14A7 7 0 1 1 8 1z';
    case 'triangle':
      return 'M8 1l8 14H0z';
    case 'square':
      return 'M1 1h14v14H1z';
    default:
      return unreachable(shape);
  }
};

/** Decorative: the word beside it says the same. */
export const ShapeMark = ({ shape }: { readonly shape: Shape }) => (
  <svg class="shape" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
    <path d={pathOf(shape)} fill="currentColor" fill-rule="evenodd" />
  </svg>
);

/** A state in a word with a shape. */
export const Tag = ({
  text,
  shape,
  tone = 'plain',
  state,
}: {
  readonly text: string;
  readonly shape?: Shape | undefined;
  readonly tone?: Tone | undefined;
  /** Slug of the appeal's state (`data-state`). */
  readonly state?: string | undefined;
}) => (
  <strong class={`tag tag-${tone}`} data-state={state}>
    {shape ? <ShapeMark shape={shape} /> : null}
    {text}
  </strong>
);

/** How an answer's last day stands, with its shape: overdue full, today half, soon and later outlined. */
export const duenessMark = {
  overdue: { shape: 'full', tone: 'error' },
  today: { shape: 'half', tone: 'warning' },
  soon: { shape: 'outline', tone: 'warning' },
  later: { shape: 'outline', tone: 'plain' },
} as const satisfies Record<string, { shape: Shape; tone: Tone }>;
