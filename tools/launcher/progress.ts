const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const FRAME_MS = 80;

/** Tells the person at the terminal what goes on: a spinner where there is a terminal, plain lines elsewhere. */
export class Progress {
  private readonly steps = new Map<string, { text: string; started: number }>();
  private timer: NodeJS.Timeout | undefined;
  private frame = 0;

  constructor(private readonly out: NodeJS.WriteStream = process.stdout) {
    // Whoever read our lines may be gone (a closed terminal, `| head`); the fleet goes on.
    out.on('error', () => undefined);
  }

  /** Runs `work` as a step; its end is one line with the seconds it took. `work` may say more as it goes. */
  async step<T>(title: string, work: (say: (detail: string) => void) => Promise<T>): Promise<T> {
    const step = { text: title, started: performance.now() };
    this.steps.set(title, step);
    if (this.out.isTTY) this.spin();
    let told = '';
    try {
      const result = await work((detail) => {
        told = detail;
        step.text = `${title}: ${detail}`;
      });
      this.finish(
        title,
        `${this.paint('32', '✓')} ${title}${told && `: ${told}`} ${this.paint('2', this.seconds(step.started))}`,
      );
      return result;
    } catch (error) {
      this.finish(title, `${this.paint('31', '✗')} ${title}`);
      throw error;
    }
  }

  /** One line that stays. */
  line(text: string): void {
    this.clear();
    this.out.write(`${text}\n`);
    this.draw();
  }

  private finish(title: string, text: string): void {
    this.steps.delete(title);
    this.line(`  ${text}`);
    if (this.steps.size === 0 && this.timer) {
      clearInterval(this.timer);
      this.timer = undefined;
      this.clear();
    }
  }

  private spin(): void {
    this.timer ??= setInterval(() => {
      this.frame = (this.frame + 1) % FRAMES.length;
      this.clear();
      this.draw();
    }, FRAME_MS);
    this.timer.unref();
  }

  private draw(): void {
    if (!this.out.isTTY || this.steps.size === 0) return;
    const text = [...this.steps.values()].map((step) => step.text).join(' · ');
    this.out.write(`  ${FRAMES[this.frame]} ${text.slice(0, Math.max(20, (this.out.columns ?? 80) - 6))}`);
  }

  private clear(): void {
    if (this.out.isTTY) this.out.write('\r\u001b[2K');
  }

  private paint(code: string, text: string): string {
    return this.out.isTTY && !process.env.NO_COLOR ? `\u001b[${code}m${text}\u001b[0m` : text;
  }

  private seconds(started: number): string {
    return `(${((performance.now() - started) / 1000).toFixed(1)} s)`;
  }
}
