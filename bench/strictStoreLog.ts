import type { StoreLog } from '../server/store/StoreLog';

const ignore = (): void => undefined;

/** A store that fails ends the benchmark. */
export const strictStoreLog: StoreLog = {
  failing: ({ message }) => {
    throw new Error(message);
  },
  recovered: ignore,
  opened: ignore,
  lost: ignore,
  lostAtStop: ignore,
  refused: ignore,
};
