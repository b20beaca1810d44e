import { useLanguage } from '../language';

/** How far along, as a seam: one stitch a question. The words say it; the seam is for the eye. */
export function Stitches({ number, most }: { number: number; most: number }) {
  const { t } = useLanguage();
  return (
    <div class="jahitan">
      <p class="keterangan">{t('question.count', { number, most })}</p>
      <svg viewBox={`0 0 ${most * 24} 8`} width={most * 24} height="8" aria-hidden="true" focusable="false">
        {Array.from({ length: most }, (_, index) => (
          <path key={index} class={index < number ? 'sudah' : 'nanti'} d={`M${index * 24 + 3} 4h15`} />
        ))}
      </svg>
    </div>
  );
}
