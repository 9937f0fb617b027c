import type { Log } from '../actions/context.ts';
import { describeError } from '../describe-error.ts';

const levels = ['debug', 'info', 'warn', 'error', 'silent'] as const;

/** The lines of the Node side, to the log of the worker: errors without their message, nothing of a person. */
export const edgeLog = (least: (typeof levels)[number]): Log => {
  const write =
    (level: 'info' | 'warn' | 'error'): Log['info'] =>
    (fields, msg) => {
      if (levels.indexOf(level) < levels.indexOf(least)) return;
      const { error, ...rest } = fields;
      const said = error === undefined || typeof error === 'string' ? error : describeError(error);
      console.log(JSON.stringify({ level, ...rest, ...(said === undefined ? {} : { error: said }), msg }));
    };
  return { info: write('info'), warn: write('warn'), error: write('error') };
};
