import { ConsentPurpose, ConsentText, currentText } from '@sambung/accounts';
import { useLanguage } from '@sambung/ui';

/** The words of a text in the page's language, or in Indonesian, in which each exists. */
export function TextPoints({ points }: ConsentText) {
  const { locale } = useLanguage();
  const sentences = points[locale];
  return (
    <ul lang={sentences ? undefined : 'id'}>
      {(sentences ?? points.id!).map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

/** The words that are agreed to now, sentence by sentence. */
export const ConsentPoints = ({ purpose }: { purpose: ConsentPurpose }) => <TextPoints {...currentText(purpose)} />;
