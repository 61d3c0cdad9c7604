import CapacityModel
import HeadroomBasics

/// What was true of a fleet, as three CSV files; `docs/formats/fleet-truth.md` explains every column.
public enum TruthCSV {
  /// The first line of the file with one line a VM and day.
  public static let daysHeader: [UInt8] = Array(
    ("entity,date,true_peak_bytes,recorded_peak_bytes,configured_bytes,"
      + "samples,missing,censored,off\n").utf8)

  /// The first line of the file with one line a VM.
  public static let entitiesHeader: [UInt8] = Array(
    ("entity,behaviours,configured_start_bytes,configured_end_bytes,base_bytes,"
      + "daily_amplitude_bytes,profile,weekend_share,growth_bytes_per_day,leak_bytes_per_day,"
      + "month_end_bytes,heap_bytes,heap_half_days,noise_bytes,bursts_per_day,burst_bytes\n").utf8)

  /// The first line of the file with one line an event or stretch.
  public static let eventsHeader: [UInt8] = Array(
    "entity,kind,start,end,configured_bytes,demand_change_bytes\n".utf8)

  /// One VM's days: peaks are empty where there was none.
  public static func days(of truth: VMTruth) -> [UInt8] {
    var text = ""
    for day in truth.days {
      let peaks = [day.truePeak, day.recordedPeak].map { $0.map { "\($0.bytes)" } ?? "" }
      let counts = [day.samples, day.missing, day.censored, day.off].map { "\($0)" }
      text += row(
        [truth.entity.name, day.day.dateText] + peaks + ["\(day.configured.bytes)"] + counts)
    }
    return Array(text.utf8)
  }

  /// One VM's line of parameters; its behaviours are separated by spaces, the main one first.
  public static func entity(of truth: VMTruth) -> [UInt8] {
    let demand = truth.demand
    return Array(
      row([
        truth.entity.name, truth.behaviours.map(\.rawValue).joined(separator: " "),
        "\(truth.configuredAtStart.bytes)", "\(truth.configuredAtEnd.bytes)",
        "\(demand.base.bytes)", "\(demand.dailyAmplitude.bytes)", demand.profile.rawValue,
        "\(demand.weekendShare)", "\(demand.growthPerDay.bytes)", "\(demand.leakPerDay.bytes)",
        "\(demand.monthEndAmplitude.bytes)", "\(demand.heap.bytes)", "\(demand.heapHalfDays)",
        "\(demand.noise.bytes)", "\(demand.burstsPerDay)", "\(demand.burstHeight.bytes)",
      ]).utf8)
  }

  /// One VM's events and stretches, kind by kind, each in time order; an instant has no end.
  public static func events(of truth: VMTruth) -> [UInt8] {
    let name = truth.entity.name
    func line(
      _ kind: String, _ start: Timestamp, _ end: Timestamp? = nil, size: ByteCount? = nil,
      change: ByteCount? = nil
    ) -> String {
      let texts = [end?.description, size.map { "\($0.bytes)" }, change.map { "\($0.bytes)" }]
      return row([name, kind, start.description] + texts.map { $0 ?? "" })
    }
    var lines = truth.deployments.map { line("deployment", $0.at, change: $0.change) }
    lines += truth.resizes.map { line("resize", $0.at, size: $0.to, change: $0.demandChange) }
    lines += truth.restarts.map { line("restart", $0) }
    lines += truth.off.map {
      line("off", $0.range.start, $0.range.end, size: $0.reportsNoSize ? .zero : nil)
    }
    lines += truth.gaps.map { line("gap", $0.start, $0.end) }
    lines += truth.censored.map { line("censored", $0.start, $0.end) }
    return Array(lines.joined().utf8)
  }

  private static func row(_ fields: [String]) -> String { fields.joined(separator: ",") + "\n" }
}
