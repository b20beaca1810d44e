import { Match } from '@sambung/matches';

interface SeenFieldsProps {
  match: Pick<Match, 'version' | 'state' | 'verdict'>;
  /** The desk that the form leads back to. */
  back?: string | undefined;
}

/** The desk to which a form leads back. */
export const BackField = ({ back }: { back?: string | undefined }) => (back ? <input type="hidden" name="ke" value={back} /> : null);

/** What a decision was made before: who was faster shows in them. */
export const SeenFields = ({ match: { version, state, verdict }, back }: SeenFieldsProps) => (
  <>
    <input type="hidden" name="versi" value={version} />
    <input type="hidden" name="status" value={state} />
    <input type="hidden" name="hasil" value={verdict} />
    <BackField back={back} />
  </>
);
