import { render } from 'preact-render-to-string';
import { Title } from './heading';

describe('the title of a page', () => {
  it.each([
    ['Etalase/suvenir/welcome snack', 'Etalase/<wbr/>suvenir/<wbr/>welcome snack'],
    ['SPP-IRT (P-IRT) lewat OSS', '<span class="utuh">SPP-IRT</span> (<span class="utuh">P-IRT</span>) lewat OSS'],
    ['Temu-Usaha 2026', 'Temu-Usaha 2026'],
  ])('%s breaks behind slashes and not within joined letters', (name, html) => {
    expect(render(<Title>{name}</Title>)).toBe(`<h1>${html}</h1>`);
  });
});
