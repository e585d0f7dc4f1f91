/** Something that one waits for and another makes come. */
export interface Signal {
  readonly come: Promise<void>;
  send(): void;
}

export function signal(): Signal {
  let send = () => {};
  const come = new Promise<void>((resolve) => {
    send = resolve;
  });
  return { come, send };
}
