/** Type under which a file is shown as it is: text, a picture, or bytes. Never anything that a browser would run. */
export function contentType(path: string, content: Buffer): string {
  const ending = /\.(png|jpe?g|gif|webp)$/i.exec(path)?.[1].toLowerCase();
  if (ending) return `image/${ending === 'jpg' ? 'jpeg' : ending}`;
  return content.subarray(0, 8000).includes(0)
    ? 'application/octet-stream'
    : 'text/plain; charset=utf-8';
}
