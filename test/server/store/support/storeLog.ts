import type { StoreLog } from '../../../../server/store/StoreLog';

/** A log that is looked at later. */
export function storeLog(): { readonly log: StoreLog; readonly lines: string[] } {
  const lines: string[] = [];
  return {
    lines,
    log: {
      failing: ({ kind }) => lines.push(`failing: ${kind}`),
      recovered: () => lines.push('recovered'),
      opened: ({ putAside, salvaged, unsent, hasVanished }) => {
        if (putAside !== null) lines.push(`put aside, ${salvaged} salvaged, ${unsent} unsent`);
        if (hasVanished) lines.push('vanished');
      },
      lost: () => lines.push('lost'),
      lostAtStop: (changes) => lines.push(`lost at stop: ${changes}`),
      refused: (table, id) => lines.push(`refused: ${table} ${id}`),
    },
  };
}
