import type { Assets } from './visit.ts';

/** Entry (`base.css`) → file name in `/assets/` (`base-1f2e3d4c.css`): what the build writes to `manifest.json`. */
export type AssetManifest = Readonly<Record<string, string>>;

/** Addresses of built styles and scripts. An entry that was not built is a mistake of ours, told at once. */
export const assetsFrom = (manifest: AssetManifest): Assets => ({
  url: (entry) => {
    const file = manifest[entry];
    if (!file) throw new Error(`no built asset is called ${entry}: run npm run build`);
    return `/assets/${file}`;
  },
});
