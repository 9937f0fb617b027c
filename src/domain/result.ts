/** An outcome that names its failure: a closed union of stable codes, never an exception. */
export type Result<Value, Failure extends string> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failure };

export const ok = <Value>(value: Value): { readonly ok: true; readonly value: Value } => ({
  ok: true,
  value,
});
export const fail = <Failure extends string>(
  error: Failure,
): { readonly ok: false; readonly error: Failure } => ({ ok: false, error });

/** Makes a switch over a union exhaustive: the compiler refuses a case left out. */
export const unreachable = (value: never): never => {
  throw new Error(`unexpected ${String(value)}`);
};
