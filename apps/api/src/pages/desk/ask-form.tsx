import type { ReasonCode } from '@sambung/matches';
import { FACTS } from '@sambung/reference';
import { Button, ButtonRow, Form, t, useLanguage } from '@sambung/ui';
import { MatchFile } from './match-files.service';
import { SeenFields } from './seen-fields';

/** What an officer may ask an owner for in words that stand ready. */
export const ASK_TEMPLATES = ['lacking', 'unclear', 'confirm', 'contact'] as const;
export type AskTemplate = (typeof ASK_TEMPLATES)[number];

const REASONS: Readonly<Record<AskTemplate, ReasonCode>> = {
  lacking: 'missingDocument',
  unclear: 'missingDocument',
  confirm: 'other',
  contact: 'unreachable',
};

/** The words for the owner, in the language that every owner reads, and why the match goes back. */
export function askFor(template: AskTemplate, { explanation }: Pick<MatchFile, 'explanation'>): { reasonCode: ReasonCode; note: string } {
  const facts = explanation.settle.flatMap(({ who, fact }) => (who === 'owner' && fact && FACTS[fact] ? [FACTS[fact].label.id] : []));
  const note = t('id');
  const isNamed = template === 'lacking' && facts.length > 0;
  return {
    reasonCode: REASONS[template],
    note: isNamed ? note('ask.named', { what: [...new Set(facts)].join(', ') }) : note(`ask.note.${template}`),
  };
}

interface AskFormProps {
  file: MatchFile;
  token: string;
  back?: string | undefined;
}

/** Sends the match back to its owner with a request that stands ready. */
export function AskForm({ file, token, back }: AskFormProps) {
  const { t: say } = useLanguage();
  return (
    <div id="minta">
      <p>{say('ask.text')}</p>
      <Form action={`/petugas/cocok/${file.match.id}/minta`} token={token}>
        <SeenFields match={file.match} back={back} />
        <ButtonRow>
          {ASK_TEMPLATES.map((template) => (
            <Button key={template} kind="secondary" name="minta" value={template}>
              {say(`ask.${template}`)}
            </Button>
          ))}
        </ButtonRow>
      </Form>
    </div>
  );
}
