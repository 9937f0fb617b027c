/** A recording under way. */
export interface Sound {
  /** Ends it, lets go of the microphone, and gives what was recorded. */
  readonly stop: () => Promise<File>;
}

/** Types the service takes, the ones that most devices play first. */
const types = [
  ['audio/mp4', 'm4a'],
  ['audio/webm;codecs=opus', 'webm'],
  ['audio/ogg;codecs=opus', 'ogg'],
] as const;

/** Asks for the microphone and begins. Rejects where the person or the device refuses. */
export const listenTo = async (name: string): Promise<Sound> => {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const [type, ending] = types.find(([known]) => MediaRecorder.isTypeSupported(known)) ?? ['', 'webm'];
  const recorder = new MediaRecorder(stream, type ? { mimeType: type } : {});
  const pieces: Blob[] = [];
  recorder.addEventListener('dataavailable', ({ data }) => pieces.push(data));
  recorder.start(1000);
  return {
    stop: () =>
      new Promise((resolve) => {
        recorder.addEventListener('stop', () => {
          for (const track of stream.getTracks()) track.stop();
          const plain = recorder.mimeType.split(';')[0] ?? recorder.mimeType;
          resolve(new File(pieces, `${name}.${ending}`, { type: plain }));
        });
        recorder.stop();
      }),
  };
};
