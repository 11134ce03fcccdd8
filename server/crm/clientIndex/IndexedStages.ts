import * as v from 'valibot';
import type { AmoPipeline } from './indexAnswers';
import { stageOf } from '../rights/UserRights';

/** Pipelines and stages of one that are kept: amoCRM allows 50 and 100. */
const MAX_PIPELINES = 100;
const MAX_STAGES = 200;

const named = { id: v.number(), name: v.string() };
const keptPipelines = v.pipe(
  v.string(),
  v.parseJson(),
  v.array(v.object({ ...named, stages: v.array(v.object(named)) })),
);

/** What a lead's stage is called. */
export interface StageName {
  readonly stage: string;
  readonly pipeline: string;
}

/** Pipelines of the account with their stages, as they were last read. */
export class IndexedStages {
  /** Stages as `stageOf` writes them -> their names. */
  private names: ReadonlyMap<string, StageName> = new Map();
  private list: readonly AmoPipeline[] = [];

  /** Null: amoCRM has no such stage, or it was not read yet. */
  nameOf(pipelineId: number | null, statusId: number | null): StageName | null {
    return this.names.get(stageOf(pipelineId, statusId)) ?? null;
  }

  /** By this `load` has the list again. */
  get text(): string {
    return JSON.stringify(this.list);
  }

  /** Takes over a new list. @returns the new `text` */
  replace(pipelines: readonly AmoPipeline[]): string {
    this.list = pipelines
      .slice(0, MAX_PIPELINES)
      .map(({ stages, ...pipeline }) => ({ ...pipeline, stages: stages.slice(0, MAX_STAGES) }));
    this.names = new Map(
      this.list.flatMap(({ id, name: pipeline, stages }) =>
        stages.map((stage) => [stageOf(id, stage.id), { stage: stage.name, pipeline }] as const),
      ),
    );
    return this.text;
  }

  load(text: string | undefined): void {
    const parsed = v.safeParse(keptPipelines, text);
    if (parsed.success) this.replace(parsed.output);
  }
}
