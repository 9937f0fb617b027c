/** A file that went through the lab: sent by a person, or by the service to one. */
export interface LabFile {
  readonly id: string;
  /** Whose it is: only their session may open it. */
  readonly address: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface LabFiles {
  readonly keep: (file: LabFile) => LabFile;
  readonly open: (id: string) => LabFile | undefined;
  readonly forget: (address: string) => void;
}

/** Files in memory, at most so many bytes together; the oldest go first. */
export const createLabFiles = (mostBytes: number): LabFiles => {
  const files = new Map<string, LabFile>();
  let total = 0;
  const drop = (file: LabFile): void => {
    if (files.delete(file.id)) total -= file.bytes.length;
  };
  return {
    keep: (file) => {
      files.set(file.id, file);
      total += file.bytes.length;
      for (const old of files.values()) {
        if (total <= mostBytes || old === file) break;
        drop(old);
      }
      return file;
    },
    open: (id) => files.get(id),
    forget: (address) => {
      for (const file of [...files.values()]) if (file.address === address) drop(file);
    },
  };
};
