import * as v from 'valibot';
import { issueText } from '../system/issueMessage';
import { expressionFault } from './expressionFault';

/** One rule, which rewrites a number that matches. */
export const numberRuleSchema = v.strictObject({
  /** Regular expression; `^` and `$` tie it to the number's ends. */
  match: v.pipe(
    v.string(),
    v.rawCheck(({ dataset, addIssue }) => {
      const fault = dataset.typed ? expressionFault(dataset.value) : null;
      if (fault !== null) addIssue({ message: issueText(fault) });
    }),
  ),
  /** Replaces the matched part; `$1` is the first group. */
  replace: v.pipe(v.string(), v.maxLength(100)),
});

/** One rule, which rewrites a number that matches. */
export type NumberRule = v.InferOutput<typeof numberRuleSchema>;
