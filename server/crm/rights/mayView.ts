import type { AmoUser } from '../callers/amoAnswers';
import type { RightKind } from './UserRights';

/** Whose a card is. */
export interface CardOwner {
  /** Null: no user's. */
  readonly responsibleId: number | null;
  /** Of a lead, as `stageOf` writes it. */
  readonly stage?: string | undefined;
}

/** A user's id -> the user. */
export type UsersById = ReadonlyMap<number, AmoUser>;

/**
 * May the user view this card in amoCRM? What is not known gives no right.
 * @param viewer null: amoCRM does not know the agent
 * @param users the account's; by them it is known who is in the same group
 */
export function mayView(
  viewer: AmoUser | null,
  kind: RightKind,
  { responsibleId, stage }: CardOwner,
  users: UsersById,
): boolean {
  const rights = viewer?.rights ?? null;
  if (viewer === null || rights === null || !rights.isActive) return false;
  if (rights.isAdmin) return true;
  if (stage !== undefined && rights.hiddenStages.includes(stage)) return false;
  if (rights[kind] === 'all') return true;
  if (rights[kind] === 'none' || responsibleId === null) return false;
  if (responsibleId === viewer.id) return true;
  const group = users.get(responsibleId)?.rights?.groupId ?? null;
  return rights[kind] === 'group' && group !== null && group === rights.groupId;
}

/** May the user view any card of the kind in amoCRM? @param viewer null: amoCRM does not know the agent */
export function mayViewSome(viewer: AmoUser | null, kind: RightKind): boolean {
  const rights = viewer?.rights ?? null;
  return rights !== null && rights.isActive && (rights.isAdmin || rights[kind] !== 'none');
}
