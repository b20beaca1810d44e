import { Rule, ruleText } from '@sambung/matching';
import { Text } from '@sambung/reference';
import { CATALOGUE } from './fact-catalogue';
import { withNames } from './named-codes';

/** What a rule asks for, in words, with regions and lines of business by their names. */
export const requirementText = (rule: Rule): Text => ruleText(rule, true, withNames(CATALOGUE, [rule]));
