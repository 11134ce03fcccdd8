import * as v from 'valibot';
import { issueText } from '../system/issueMessage';
import { expressionFault } from './expressionFault';

/** One rule: a number that matches is written anew. */
export const numberRuleSchema = v.strictObject({
  /** Regular expression; `^` and `$` tie it to the number's ends. */
  match: v.pipe(
    v.string(),
    v.rawCheck(({ dataset, addIssue }) => {
      const fault = dataset.typed ? expressionFault(dataset.value) : null;
      if (fault !== null) addIssue({ message: issueText(fault) });
    }),
  ),
  /** What stands in place of what matched; `$1` is the first group. */
  replace: v.pipe(v.string(), v.maxLength(100)),
});

/** One rule: a number that matches is written anew. */
export type NumberRule = v.InferOutput<typeof numberRuleSchema>;
