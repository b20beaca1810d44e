import { ComponentChildren } from 'preact';
import { BackLink } from '../components/back-link';
import { ErrorSummary, FieldError } from '../components/error-summary';
import { useLanguage } from '../language';
import { Locale, LOCALES } from '../locales';
import { MessageKey } from '../messages';
import { Mark } from './mark';

/** One page of those that belong to the role of whoever is signed in. */
export interface MenuItem {
  href: string;
  label: MessageKey;
  /** Whether it is the page that is open, or the section above that one. */
  current: 'page' | 'section' | false;
}

/** Where the parts of every page lead; the application fills it in for each request. */
export interface Frame {
  stylesheet: string;
  /** The text of the stylesheet, for a page that is not to wait for the file. */
  styles: string | null;
  icon: string;
  home: string;
  help: string;
  /** Ends the visit on a shared phone; null while there is nothing to end. */
  exit: string | null;
  languages: Readonly<Record<Locale, string>>;
  /** Whether the page is for owners, and for whoever may become one. */
  isForOwners: boolean;
  menu: readonly MenuItem[];
  /** Pages of the menu that do not fit into its row. */
  more: readonly MenuItem[];
  /** Warns before the page of somebody signed in closes by itself; needs the page's script. */
  closesWhenIdle: boolean;
}

export interface LayoutProps {
  frame: Frame;
  /** Names the page in the browser's tab; never personal data. */
  title: string;
  description?: string | undefined;
  /** What is wrong with the form on the page. */
  errors?: readonly FieldError[] | undefined;
  back?: string | undefined;
  /** Lists and tables need more room than questions; panes beside each other need all of it. */
  isWide?: boolean | 'full';
  script?: string | null;
  children: ComponentChildren;
}

const LANGUAGE_NAMES: Record<Locale, string> = { id: 'Indonesia', en: 'English', jv: 'Basa Jawa' };

/** Styles within the page show it a whole round trip earlier; the file comes behind it, for the pages that follow. */
const Styles = ({ stylesheet, styles }: Pick<Frame, 'stylesheet' | 'styles'>) =>
  styles === null ? (
    <link rel="stylesheet" href={stylesheet} />
  ) : (
    <>
      <style dangerouslySetInnerHTML={{ __html: styles }} />
      <link rel="stylesheet" href={stylesheet} media="print" />
    </>
  );

/** Of a script: what is to be seen comes first. A module is fetched before it otherwise; Preact's types lack the attribute. */
const LATER = { fetchpriority: 'low' };

function Head({ frame, title, description, errors, script }: LayoutProps) {
  const { t } = useLanguage();
  return (
    <head>
      <meta charset="utf-8" />
      <title>{`${errors?.length ? `${t('error.prefix')} ` : ''}${title} – Sambung`}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="description" content={description ?? t('site.description')} />
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" content="#fbfaf6" media="(prefers-color-scheme: light)" />
      <meta name="theme-color" content="#12181a" media="(prefers-color-scheme: dark)" />
      <Styles {...frame} />
      <link rel="icon" href={frame.icon} type="image/svg+xml" />
      {script ? <script type="module" src={script} {...LATER} /> : null}
    </head>
  );
}

function LanguageSwitch({ languages }: Pick<Frame, 'languages'>) {
  const { t, locale } = useLanguage();
  return (
    <nav class="bahasa" aria-label={t('layout.language')}>
      <ul>
        {LOCALES.map((other) => (
          <li key={other}>
            <a href={languages[other]} lang={other} hreflang={other} aria-current={other === locale ? 'true' : undefined}>
              {LANGUAGE_NAMES[other]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function MenuItems({ items }: { items: readonly MenuItem[] }) {
  const { t } = useLanguage();
  return (
    <ul>
      {items.map(({ href, label, current }) => (
        <li key={href}>
          <a href={href} aria-current={current === 'section' ? 'true' : current || undefined}>
            {t(label)}
          </a>
        </li>
      ))}
    </ul>
  );
}

function Menu({ menu, more }: Pick<Frame, 'menu' | 'more'>) {
  const { t } = useLanguage();
  if (menu.length === 0) return null;
  return (
    <nav class="menu" aria-label={t('layout.menu')}>
      <MenuItems items={menu} />
      {more.length > 0 ? (
        <details class="lainnya">
          <summary>{t('menu.more')}</summary>
          <MenuItems items={more} />
        </details>
      ) : null}
    </nav>
  );
}

function Header({ frame, width }: { frame: Frame; width: string }) {
  const { t } = useLanguage();
  return (
    <header class="kepala">
      <div class={width}>
        <a class="nama" href={frame.home}>
          <Mark />
          <span>Sambung</span>
        </a>
        {frame.exit ? (
          <a class="keluar" href={frame.exit}>
            {t('layout.exit')}
          </a>
        ) : null}
        <Menu {...frame} />
        {frame.menu.length === 0 ? <LanguageSwitch languages={frame.languages} /> : null}
      </div>
    </header>
  );
}

/** Who is signed in has chosen a language: the header is theirs to work with, and the languages stand below. */
function Footer({ frame, width }: { frame: Frame; width: string }) {
  const { t } = useLanguage();
  return (
    <footer class="kaki">
      <div class={width}>
        <a href={frame.help}>{t('layout.help')}</a>
        {frame.menu.length === 0 ? null : <LanguageSwitch languages={frame.languages} />}
        {frame.menu.length === 0 && frame.isForOwners ? <p>{t('layout.promise')}</p> : null}
      </div>
    </footer>
  );
}

function IdleWarning({ exit }: { exit: string | null }) {
  const { t } = useLanguage();
  return (
    <dialog class="jeda" aria-labelledby="jeda-judul">
      <h2 id="jeda-judul">{t('idle.title')}</h2>
      <p>{t('idle.text')}</p>
      <form method="dialog" class="tombol-tombol">
        <button type="submit" class="tombol primary">
          {t('idle.stay')}
        </button>
        <a class="tombol quiet" href={exit ?? '/keluar'}>
          {t('layout.exit')}
        </a>
      </form>
    </dialog>
  );
}

/** The whole document around one page. */
export function PageLayout(props: LayoutProps) {
  const { t, locale } = useLanguage();
  const { frame, back, isWide, errors = [], children } = props;
  const width = isWide === 'full' ? 'lebar penuh' : 'lebar';
  return (
    <html lang={locale}>
      <Head {...props} />
      <body>
        <a class="lompat" href="#isi">
          {t('layout.skip')}
        </a>
        <Header frame={frame} width={width} />
        <div class={isWide ? width : 'lebar sempit'}>
          {back ? <BackLink href={back} /> : null}
          <main id="isi" tabindex={-1}>
            <ErrorSummary errors={errors} />
            {children}
          </main>
        </div>
        <Footer frame={frame} width={width} />
        {frame.closesWhenIdle ? <IdleWarning exit={frame.exit} /> : null}
      </body>
    </html>
  );
}
