package fr.mangatheque.continuity.app.config;

/** What kinds of channels there are, as a configuration names them. */
enum ChannelType {
  CONSOLE,
  WEBHOOK,
  EMAIL
}
