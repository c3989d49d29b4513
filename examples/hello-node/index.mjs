// Counts the words of a text: an async handler in an ES module.

export const handler = async (event, context) => {
  const text = event.text ?? `Hello, ${event.name ?? "world"}!`;
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const counts = {};
  for (const word of words) {
    counts[word] = (counts[word] ?? 0) + 1;
  }
  console.log(`${words.length} words, ${context.getRemainingTimeInMillis()} ms left`);
  return { message: text, words: words.length, counts };
};
