// What each key does in the message box; a key that does nothing here keeps its usual meaning.

export function takeKey(composer, event) {
  const act = !event.isComposing && KEYS[event.key]?.(composer, event);
  if (!act) return;
  event.preventDefault();
  act();
}

const KEYS = {
  ArrowDown: ({ picker }) => picker.isOpen && (() => picker.move(1)),
  ArrowUp: (composer) => {
    if (composer.picker.isOpen) return () => composer.picker.move(-1);
    return composer.input.value === "" && composer.sent.length > 0 && (() => composer.recall());
  },
  Tab: (composer, { shiftKey }) => {
    const { picker } = composer;
    const item = picker.isOpen && !shiftKey && (picker.current ?? picker.items[0]);
    return item && !item.file && (() => composer.accept(item));
  },
  Escape: ({ picker }) => picker.isOpen && (() => picker.close()),
  Enter: (composer, { shiftKey }) => {
    const { picker } = composer;
    const picks = picker.current && (picker.moved || !composer.exact);
    return !shiftKey && (() => (picks ? composer.accept(picker.current) : composer.form.requestSubmit()));
  },
};
