let playing: HTMLAudioElement | null = null;

/** What the telephone says at this moment. */
export const sound = {
  /** Keys cut it short, as on a telephone. */
  stop: (): void => {
    playing?.pause();
    playing = null;
  },
};

/** Plays what was said now, one piece after the other. Where the browser forbids it, the players are there to be pressed. */
export const playFrom = (items: readonly Element[]): void => {
  const pieces = items.flatMap((item) => [...item.querySelectorAll<HTMLAudioElement>('[data-sound]')]);
  for (const [index, piece] of pieces.entries()) {
    const next = pieces[index + 1];
    piece.addEventListener('ended', () => {
      if (playing === piece && next) start(next);
    });
  }
  const [first] = pieces;
  if (first) start(first);
};

const start = (piece: HTMLAudioElement): void => {
  playing = piece;
  piece.play().catch(() => undefined);
};
