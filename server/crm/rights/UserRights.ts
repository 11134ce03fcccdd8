import * as v from 'valibot';
import { itemsOf, parts } from '../client/answerSchemas';

/** Whose cards of a kind a user may view: amoCRM's `A`, `G`, `M` and `D`. */
export type Reach = 'all' | 'group' | 'own' | 'none';

/** Kinds of cards that amoCRM has a right to view for. */
export type RightKind = 'contacts' | 'companies' | 'leads';

/** What a user of amoCRM may view there; of all rights of the users' API the ones that are used. */
export interface UserRights extends Readonly<Record<RightKind, Reach>> {
  /** An administrator views everything. */
  readonly isAdmin: boolean;
  /** A user who was switched off views nothing. */
  readonly isActive: boolean;
  /** Null: amoCRM names no group, so nobody is in the same one. */
  readonly groupId: number | null;
  /** Stages whose leads the user may not view whatever the other rights say, as `stageOf` writes them. */
  readonly hiddenStages: readonly string[];
}

/** A stage of a pipeline: `142`, "won", is a stage of each of them. */
export function stageOf(pipelineId: number | null, statusId: number | null): string {
  return `${pipelineId ?? ''}:${statusId ?? ''}`;
}

/** Most stages of one user that are kept; pipelines have some dozens. */
const MAX_STAGES = 1_000;

const REACH = { A: 'all', G: 'group', M: 'own', D: 'none' } as const;

const number = v.pipe(v.number(), v.safeInteger());
const viewed = v.object(parts({ view: v.picklist(['A', 'G', 'M', 'D']) }));
const stageSchema = v.object({
  pipeline_id: number,
  status_id: number,
  ...parts({ entity_type: v.string(), rights: viewed }),
});

/** What can't be read gives no right. */
const reachOf = (kind: v.InferOutput<typeof viewed> | null): Reach => REACH[kind?.view ?? 'D'];

/**
 * `rights` of a user as `GET /api/v4/users` has them. A stage's own right counts where it takes away: amoCRM's document
 * says that it may extend the others, too, but not what a list of stages means that names them all.
 */
export const rightsAnswer = v.pipe(
  v.object(
    parts({
      is_admin: v.boolean(),
      is_active: v.boolean(),
      group_id: number,
      contacts: viewed,
      companies: viewed,
      leads: viewed,
      status_rights: itemsOf(stageSchema),
    }),
  ),
  v.transform((rights): UserRights => ({
    isAdmin: rights.is_admin === true,
    isActive: rights.is_active !== false,
    groupId: rights.group_id,
    contacts: reachOf(rights.contacts),
    companies: reachOf(rights.companies),
    leads: reachOf(rights.leads),
    hiddenStages: (rights.status_rights ?? [])
      .filter(({ entity_type: type, rights: of }) => (type ?? 'leads') === 'leads' && of?.view !== 'A')
      .map(({ pipeline_id, status_id }) => stageOf(pipeline_id, status_id))
      .slice(0, MAX_STAGES),
  })),
);

const reach = v.picklist(['all', 'group', 'own', 'none']);

/** Rights as the store keeps them. */
export const keptRights = v.object({
  isAdmin: v.boolean(),
  isActive: v.boolean(),
  groupId: v.nullable(v.number()),
  contacts: reach,
  companies: reach,
  leads: reach,
  hiddenStages: v.array(v.string()),
});
