extension HelpTopic {
  /// The files that commands read and write.
  static let files = HelpTopic(
    name: "files", summary: "Files that commands read and write.",
    entries: [
      (
        "store",
        "All samples, in one file: --store. 'headroom ingest' fills it; docs/formats/store.md."
      ),
      (
        "samples",
        "CSV of entities, times and metrics, plain or packed with gzip, zstd or xz: docs/formats/samples.md."
      ),
      (
        "inventory",
        "Which entities run where, hosts and tiers: --inventory (YAML, JSON or CSV); docs/formats/inventory.md."
      ),
      (
        "guardrails",
        "Bounds on what a plan may propose, and the price of a miss: --guardrails; docs/formats/guardrails.md."
      ),
      ("scenario", "Planned changes for forecasts of sums: --scenario; docs/formats/scenario.md."),
      ("costs", "What memory, power, shortages and changes cost: --costs; docs/formats/costs.md."),
      ("plan", "A resize plan as JSON: --format json --output plan.json; docs/formats/plan.md."),
      (
        "audit log",
        "Plans and decisions, one line each, beside the store: --audit; docs/formats/audit.md."
      ),
      (
        "weights",
        "What forecasts and decisions begin from: --weights, --decision-weights; docs/formats/decision-weights.md."
      ),
      (
        "backtest",
        "A backtest as JSON, for 'headroom report --backtest' and exports; docs/formats/backtest.md."
      ),
      (
        "tables",
        "CSV tables for a spreadsheet or a notebook: 'headroom export tables'; docs/formats/tables.md."
      ),
    ],
    ending: """
      --output FILE writes whole or not at all, and replaces nothing without --force.
      YAML files name their schema (schema: headroom.KIND/v1); unknown keys are
      refused with the nearest known one.
      """)

  /// The words that tell how good an answer is, as docs/glossary.md has them.
  static let glossary = HelpTopic(
    name: "glossary", summary: "Words that say how good an answer is.",
    entries: [
      (
        "origin",
        "The instant that divides what is known from what is hidden or still to come; --now."
      ),
      ("horizon", "The time ahead for which a forecast or a size is meant."),
      ("peak", "The largest demand of a day, or of the horizon, at the finest samples stored."),
      (
        "p50, p90",
        "Quantiles: demand stays at or below p90 with 90 % probability, and below p50 with 50 %."
      ),
      (
        "confidence",
        "What a plan says of how sure an item is: its score, with what it means and what it was calibrated on."
      ),
      (
        "score",
        "The number of a confidence: the probability that demand stays within the decided size for the whole horizon."
      ),
      (
        "service level",
        "The probability that a size should meet: 0.99 critical, 0.95 standard, 0.90 batch unless said otherwise."
      ),
      (
        "breach",
        "The day by whose end demand has passed the present size with 50 % probability; where another probability is meant, it is named."
      ),
      (
        "runway",
        "The time until demand, at a stated probability, passes what is installed or configured."
      ),
      ("miss", "A horizon in which demand passed the decided size."),
      ("promised", "The number of misses to be expected by the scores: the sum of 1 − score."),
      ("came", "The number of decisions whose size demand passed within the horizon."),
      (
        "calibration",
        "The correction that makes stated probabilities agree with observed frequencies."
      ),
      (
        "censored",
        "Cut off by the size (used ≥ 97 % of configured, or growing swap), so that the true demand is only known to be larger."
      ),
      (
        "short of memory",
        "Said of an item that keeps its size although that is less sure than its service level, or although a growth is wanted and held."
      ),
      (
        "policy",
        "A rule that wants a size: horizon-exceedance, of least expected cost, is the plan's own, and headroom help plan create has a line for each."
      ),
      ("proxy", "A host-side counter, such as active memory, that stands for demand."),
      ("regret", "The cost of a policy divided by the cost of hindsight, less 1."),
    ],
    ending: "All words: docs/glossary.md.")

  /// Exit codes, as docs/cli.md has them.
  static let exitCodes = HelpTopic(
    name: "exit-codes", summary: "Exit codes of all commands.",
    entries: [
      ("0", "Done. A closed pipe counts as done."),
      ("1", "Failed: Headroom could not do it; the message says what to do next."),
      (
        "2",
        "Done, and the answer needs attention: 'plan --detailed-exit-code' has changes, 'plan verify' found a change that did not land or demand above a new size, 'store verify' or 'audit verify' found damage."
      ),
      ("64", "Usage: an option or argument is wrong, or names what does not exist."),
      ("65", "Bad input data, with file, line and column, or too short a history."),
      ("74", "Input/output: a file could not be read or written."),
    ])

  /// Environment variables.
  static let environment = HelpTopic(
    name: "environment", summary: "Environment variables that commands read.",
    entries: [
      ("HEADROOM_STORE", "The store where --store is not given."),
      (
        "HEADROOM_STORE_KEY_FILE",
        "A file with the key of an encrypted store, where --key-file is not given."
      ),
      ("HEADROOM_STORE_KEY", "The key itself; the two above come first."),
      (
        "XDG_DATA_HOME",
        "Where the default store is: headroom/store.headroom in it (default: ~/.local/share)."
      ),
      ("NO_COLOR", "No colour, whatever its value, unless empty. TERM=dumb has the same effect."),
      (
        "COLUMNS",
        "The width of tables on a terminal, in place of the terminal's own. Piped output is 100 columns wide."
      ),
      (
        "OPENBLAS_CORETYPE",
        "The kernel of linear algebra; 'headroom version' names the one in use."
      ),
    ])

  /// How times, durations and sizes are written.
  static let notation = HelpTopic(
    name: "notation", summary: "How times, durations, sizes and levels are written.",
    entries: [
      (
        "time",
        "RFC 3339 (2026-05-01T00:00:00Z), a date (midnight UTC) or epoch seconds: --now, --until, --from."
      ),
      (
        "duration",
        "5m 1h 1d 13w 1q 2y: a quarter is 13 weeks, a year 365 days: --horizon, --step, --window."
      ),
      ("steps", "With --input, --horizon counts steps of --step, and 1mo is a step of 30 days."),
      (
        "size",
        "512MiB, 4GiB, 1.5g, 1073741824: binary units, bytes without one: --floor, --size-step, --cap."
      ),
      ("probability", "Between 0 and 1: --service-level 0.95, --quantiles 0.05,0.5,0.95."),
      ("list", "Separated by commas without blanks: --policies vpa,krr."),
    ])
}
