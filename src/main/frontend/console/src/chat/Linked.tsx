/** An address in a text, without the punctuation that ends a sentence. */
const ADDRESS = /(https?:\/\/[^\s<>"]*[^\s<>"'.,:;!?)\]}])/;

/** A text with its addresses as links, which open elsewhere. */
export function Linked({ text }: { text: string }) {
  return text.split(ADDRESS).map((part, index) =>
    // What the expression has found is at each second place.
    index % 2 === 1 ? (
      <a key={index} href={part} target="_blank" rel="noopener noreferrer nofollow">
        {part}
      </a>
    ) : (
      part
    ),
  );
}
