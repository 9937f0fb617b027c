export const textSizes = ['normal', 'large', 'huge'] as const;
export const colourSchemes = ['light', 'dark', 'yellow', 'soft'] as const;
export const spacings = ['normal', 'wide'] as const;

/** How a person wants pages shown; kept in one cookie, applied by the server. */
export interface DisplaySettings {
  readonly size: (typeof textSizes)[number];
  readonly scheme: (typeof colourSchemes)[number] | 'device';
  readonly spacing: (typeof spacings)[number];
  readonly images: 'on' | 'off';
}
