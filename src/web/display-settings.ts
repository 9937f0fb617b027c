export const textSizes = ['normal', 'large', 'huge'] as const;
export const colourSchemes = ['device', 'light', 'dark', 'yellow', 'soft'] as const;
export const spacings = ['normal', 'wide'] as const;
export const imageModes = ['on', 'off'] as const;

/** How a person wants pages shown; kept in one cookie, applied by the server. */
export interface DisplaySettings {
  readonly size: (typeof textSizes)[number];
  /** `device` follows what the device prefers. */
  readonly scheme: (typeof colourSchemes)[number];
  readonly spacing: (typeof spacings)[number];
  readonly images: (typeof imageModes)[number];
}

export const defaultDisplay: DisplaySettings = {
  size: 'normal',
  scheme: 'device',
  spacing: 'normal',
  images: 'on',
};

const oneOf = <Value extends string>(
  allowed: readonly Value[],
  typed: string | null | undefined,
  otherwise: Value,
): Value => allowed.find((value) => value === typed) ?? otherwise;

/** Settings out of anything that gives text by name (a posted form, say); what it doesn't know stays as it was. */
export const readDisplay = (
  textOf: (name: keyof DisplaySettings) => string | null | undefined,
  before: DisplaySettings = defaultDisplay,
): DisplaySettings => ({
  size: oneOf(textSizes, textOf('size'), before.size),
  scheme: oneOf(colourSchemes, textOf('scheme'), before.scheme),
  spacing: oneOf(spacings, textOf('spacing'), before.spacing),
  images: oneOf(imageModes, textOf('images'), before.images),
});

/** `large.dark.wide.off`: the cookie's value. */
export const writeDisplayCookie = (display: DisplaySettings): string =>
  [display.size, display.scheme, display.spacing, display.images].join('.');

export const readDisplayCookie = (cookie: string | undefined): DisplaySettings => {
  const [size, scheme, spacing, images] = (cookie ?? '').split('.');
  const values = { size, scheme, spacing, images };
  return readDisplay((name) => values[name]);
};
