import { AmoFault } from '../client/AmoFault';
import type { Entity } from './CallJob';

/** References in a request that may have been deleted in amoCRM since. */
export interface PostTarget<U> {
  readonly user: U;
  readonly entity?: Entity | null | undefined;
  readonly pipeline?: number | undefined;
}

/** The same with all candidates for the user, the best first. */
export interface PostCandidates<U> extends Omit<PostTarget<U>, 'user'> {
  readonly users: readonly U[];
}

/**
 * Posts with the first user. When amoCRM refuses a reference, posts again without it: with the next user, without the
 * card, without the pipeline. Fails as the last attempt does.
 */
export async function postUntilAccepted<U, T>(
  { users, ...rest }: PostCandidates<U>,
  post: (named: PostTarget<U>) => Promise<T>,
): Promise<T> {
  const [user, ...others] = [...new Set(users)];
  try {
    return await post({ ...rest, user: user as U });
  } catch (error) {
    if (!(error instanceof AmoFault)) throw error;
    const isUser = error.refuses('user') && others.length > 0;
    const isEntity = error.refuses('entity') && !!rest.entity;
    const isPipeline = error.refuses('pipeline') && rest.pipeline !== undefined;
    if (!isUser && !isEntity && !isPipeline) throw error;
    return postUntilAccepted(
      {
        users: isUser ? others : users,
        entity: isEntity ? null : rest.entity,
        pipeline: isPipeline ? undefined : rest.pipeline,
      },
      post,
    );
  }
}
