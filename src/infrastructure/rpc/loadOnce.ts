import { Failure } from '../../domain/Failure';

/** Loads a part of the widget with its first use. If that fails, so does the use, and the next one tries again. */
export function loadOnce<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | null = null;
  return () =>
    (loading ??= load()).catch((cause: unknown) => {
      loading = null;
      throw new Failure('unreachable', '', { cause });
    });
}
