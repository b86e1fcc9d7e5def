/** Something besides the service's tables that keeps what is a workspace's: an index, a cache, files. */
export interface OnWorkspacePurge {
  /** For the log. */
  readonly name: string;
  /** Leaves nothing of the workspace. May be asked again, and after it has done so. @throws what makes sense to try again. */
  purge(workspaceId: string): Promise<void>;
}

/** Who has to be told when a workspace's rows are gone. */
export class PurgeParticipants {
  private readonly participants: OnWorkspacePurge[] = [];

  register(participant: OnWorkspacePurge): void {
    this.participants.push(participant);
  }

  /** All of them, also when one fails. @throws what the first one that failed has thrown. */
  async purge(workspaceId: string): Promise<void> {
    const outcomes = await Promise.allSettled(this.participants.map((participant) => participant.purge(workspaceId)));
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
  }
}
