import { ConsentPurpose, currentText } from '@sambung/accounts';
import { useLanguage } from '@sambung/ui';

/** The words that are agreed to now, sentence by sentence. */
export function ConsentPoints({ purpose }: { purpose: ConsentPurpose }) {
  const { locale } = useLanguage();
  return (
    <ul>
      {currentText(purpose).points[locale]!.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
