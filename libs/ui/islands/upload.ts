/** Longest side of a photo as it leaves the phone: the server keeps no more, and data cost money. */
const LONGEST_SIDE = 1_280;
const QUALITY = 0.8;

/** A smaller copy of a photo; the file itself where that gains nothing or the browser cannot read it. */
async function shrunk(file: File): Promise<Blob> {
  if (!file.type.startsWith('image/')) return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const copy = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
    return copy && copy.size < file.size ? copy : file;
  } catch {
    return file;
  }
}

/** Shows what the server answered: the page it leads on to, or the form with what is wrong. */
function show(request: XMLHttpRequest): void {
  if (request.status < 400) return location.assign(request.responseURL);
  const answer = new DOMParser().parseFromString(request.responseText, 'text/html');
  document.title = answer.title;
  document.body.replaceWith(answer.body);
  prepareUpload();
  document.querySelector<HTMLElement>('.ringkasan-salah')?.focus();
}

async function send(form: HTMLFormElement, input: HTMLInputElement, state: HTMLElement): Promise<void> {
  const button = form.querySelector('button')!;
  button.disabled = true;
  const body = new FormData(form);
  const [file] = input.files ?? [];
  if (file) body.set(input.name, await shrunk(file), file.name);
  const bar = document.createElement('progress');
  state.replaceChildren(state.dataset.kirim!, ' ', bar);
  state.hidden = false;
  const request = new XMLHttpRequest();
  request.upload.onprogress = ({ loaded, total }) => {
    bar.max = total;
    bar.value = loaded;
  };
  request.onload = () => show(request);
  request.onerror = () => {
    state.textContent = state.dataset.gagal!;
    button.disabled = false;
  };
  request.open('POST', form.action);
  request.setRequestHeader('accept', 'text/html');
  request.send(body);
}

/** Sends the form with a file, if the page has one, in the background. */
export function prepareUpload(): void {
  const input = document.querySelector<HTMLInputElement>('form[enctype] input[type=file]');
  const state = document.querySelector<HTMLElement>('.kemajuan');
  if (!input?.form || !state) return;
  input.form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send(input.form!, input, state);
  });
}
