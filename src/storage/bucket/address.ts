/** A bucket of an S3 API and the keys to it. */
export interface BucketAddress {
  /** `https://host` and, where objects lie deeper, the path; without a slash at the end. */
  readonly root: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
}

/**
 * Reads `https://KEY:SECRET@host/bucket?region=auto`; the bucket may be followed by a folder. Signs that mean something
 * in an address (`/`, `+`, `@`) stand percent-encoded in the keys. Null where it is anything else.
 */
export const readBucketAddress = (address: string): BucketAddress | null => {
  if (!/^https?:\/\//.test(address) || !URL.canParse(address)) return null;
  const url = new URL(address);
  const region = url.searchParams.get('region') ?? 'auto';
  const others = [...url.searchParams.keys()].some((name) => name !== 'region');
  const path = url.pathname.replace(/\/+$/, '');
  if (others || url.hash !== '' || !/^[a-z0-9-]+$/.test(region) || !/^(\/[\w.-]+)+$/.test(path)) return null;
  try {
    const accessKeyId = decodeURIComponent(url.username);
    const secretAccessKey = decodeURIComponent(url.password);
    if (accessKeyId === '' || secretAccessKey === '') return null;
    return { root: `${url.origin}${path}`, accessKeyId, secretAccessKey, region };
  } catch {
    return null;
  }
};
