/** A file in a form, read as it goes out. */
export interface FormFile {
  /** The form's field. */
  readonly field: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly content: ReadableStream<Uint8Array>;
}

/** Names in a form's head, as browsers write them. */
const quoted = (name: string): string => `"${name.replace(/\r\n|\r|\n/g, '%0D%0A').replaceAll('"', '%22')}"`;

/**
 * `multipart/form-data` with one file, never whole in memory. `isComplete` tells whether the last byte has been handed
 * over: before that nobody can have taken the form.
 */
export const formBody = (
  fields: Readonly<Record<string, string>>,
  file: FormFile,
): {
  readonly contentType: string;
  readonly body: ReadableStream<Uint8Array>;
  readonly isComplete: () => boolean;
} => {
  const boundary = `----dauys${crypto.randomUUID().replaceAll('-', '')}`;
  const encoder = new TextEncoder();
  const head = [
    ...Object.entries(fields).map(
      ([name, value]) =>
        `--${boundary}\r\ncontent-disposition: form-data; name=${quoted(name)}\r\n\r\n${value}\r\n`,
    ),
    `--${boundary}\r\ncontent-disposition: form-data; name=${quoted(file.field)}; filename=${quoted(file.name)}\r\n`,
    `content-type: ${file.mediaType}\r\n\r\n`,
  ].join('');
  const reader = file.content.getReader();
  let begun = false;
  let complete = false;
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      if (!begun) {
        begun = true;
        controller.enqueue(encoder.encode(head));
        return;
      }
      const { done, value } = await reader.read();
      if (!done) {
        controller.enqueue(value);
        return;
      }
      complete = true;
      controller.enqueue(encoder.encode(`\r\n--${boundary}--\r\n`));
      controller.close();
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return { contentType: `multipart/form-data; boundary=${boundary}`, body, isComplete: () => complete };
};
