/** Most lines on one page, and how many when not said. */
const mostLines = 100;
const usualLines = 25;

export const pageSize = (asked: number | undefined): number =>
  asked === undefined || !Number.isInteger(asked) || asked < 1 ? usualLines : Math.min(asked, mostLines);

/** A place in a list as it goes into a link: the parts of its key. */
export const encodeCursor = (parts: readonly string[]): string =>
  Buffer.from(JSON.stringify(parts)).toString('base64url');

/** The parts again; null where it is none of ours, so that a damaged link leads to the first page. */
export const decodeCursor = (cursor: string | undefined, count: number): readonly string[] | null => {
  if (cursor === undefined) return null;
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parts) && parts.length === count && parts.every((part) => typeof part === 'string')
      ? parts
      : null;
  } catch {
    return null;
  }
};

const day = /^\d{4}-\d{2}-\d{2}$/;
export const isDay = (value: string): boolean =>
  day.test(value) && !Number.isNaN(new Date(`${value}T00:00:00Z`).getTime());
