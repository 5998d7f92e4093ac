package fr.mangatheque.continuity.app.config;

import fr.mangatheque.continuity.schemas.event.ChangeKind;

/** What senders say happened to an object, as they write it. */
enum SenderAction {
  CREATED(ChangeKind.CREATED),
  REMOVED(ChangeKind.REMOVED);

  private final ChangeKind kind;

  SenderAction(ChangeKind kind) {
    this.kind = kind;
  }

  ChangeKind kind() {
    return kind;
  }
}
