import { Button, ButtonRow, useLanguage } from '@sambung/ui';
import { placesIn } from './form-tree';

/** Buttons that change a form's rows are submits: whatever else was filled in is sent and kept with them. */
export const ACTION = 'aksi';

/** @param of what the row is about, for those who hear the button without seeing the row */
export function RowButtons({ path, of, mayWrap = false }: { path: string; of: string; mayWrap?: boolean }) {
  const { t } = useLanguage();
  const isFirst = placesIn(path).at(-1) === 0;
  const about = <span class="senyap">: {of}</span>;
  return (
    <ButtonRow>
      <Button kind="quiet" name={ACTION} value={`hapus:${path}`}>
        {t('editor.row.remove')}
        {about}
      </Button>
      {isFirst ? null : (
        <Button kind="quiet" name={ACTION} value={`naik:${path}`}>
          {t('editor.row.raise')}
          {about}
        </Button>
      )}
      {mayWrap ? (
        <Button kind="quiet" name={ACTION} value={`bungkus:${path}`}>
          {t('editor.row.wrap')}
          {about}
        </Button>
      ) : null}
    </ButtonRow>
  );
}
