import { stripVTControlCharacters } from 'node:util';
import * as v from 'valibot';

/** Most lines of a failed test's message that are repeated at the end of the run. */
const LINES = 12;

/** Counted as jest writes them; a file of tests that could not be loaded has a message and no tests of its own. */
export const jestFigures = v.object({
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  /** Files that could not be run at all, so that none of their tests is counted. */
  numRuntimeErrorTestSuites: v.number(),
  testResults: v.optional(
    v.array(
      v.object({
        name: v.string(),
        status: v.string(),
        message: v.string(),
        assertionResults: v.array(
          v.object({ fullName: v.string(), status: v.string(), failureMessages: v.array(v.string()) }),
        ),
      }),
    ),
    [],
  ),
});

/** One text for each failed test: its file, its name and the first lines of its message. Pure. */
export function failedTests({ testResults }: v.InferOutput<typeof jestFigures>): readonly string[] {
  return testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, message, assertionResults }) => {
      const failed = assertionResults.filter(({ status }) => status === 'failed');
      return failed.length === 0
        ? [`${name}\n${beginning(message)}`]
        : failed.map(
            ({ fullName, failureMessages }) =>
              `${name} › ${fullName}\n${beginning(failureMessages.join('\n'))}`,
          );
    });
}

const beginning = (message: string): string =>
  stripVTControlCharacters(message)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, LINES)
    .map((line) => `    ${line}`)
    .join('\n');
