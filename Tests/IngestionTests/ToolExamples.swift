/// One file for each reader of a tool's own output, with a row at fault in each; what all readers are held to is tried
/// on these.
enum ToolExamples {
  /// By the name of the format.
  static let texts: [String: String] = [
    "prometheus-json": #"""
    {"status":"success","data":{"resultType":"matrix","result":[
     {"metric":{"__name__":"node_memory_MemTotal_bytes","instance":"łódź:9100"},"values":[[1769990400,"8192"],[1769990460.5,"8192"]]},
     {"metric":{"__name__":"node_memory_MemAvailable_bytes","instance":"\u0142\u00f3d\u017a:9100"},"values":[[1769990400,"4096"],[1769990460.5,"x"]]},
     {"metric":{"__name__":"container_memory_working_set_bytes","namespace":"shop","pod":"web-1","container":"web"},"values":[[1769990400,"NaN"],[1769990460,"5e3"]]}]}}
    """#,
    "openmetrics":
      "# TYPE node_memory_MemTotal_bytes gauge\r\n"
      + "node_memory_MemTotal_bytes{instance=\"a\\\"\\\\\"} 8192 1769990400000\r\n\n"
      + "node_memory_MemAvailable_bytes{instance=\"a\\\"\\\\\"} 4.096e+03 1769990400\n"
      + "node_memory_MemTotal_bytes{instance=\"ł\"} -8 1769990400000\n"
      + "node_memory_MemTotal_bytes{instance=\"ł} 8192 1769990400000\n# EOF\n",
    "kubectl-top":
      "2026-11-01T00:00:00Z\r\nNAMESPACE   POD     NAME   CPU(cores)   MEMORY(bytes)\r\n"
      + "shop        web-1   web    12m          614Mi\r\n\r\nshop        web-1   łódź   1m           1.5Gi\n"
      + "shop        web-1   bad    1m           12Qi\nerror: metrics not available yet\n"
      + "1761955500\nNAMESPACE   POD     NAME   CPU(cores)   MEMORY(bytes)\n"
      + "shop        web-1   web    12m          <unknown>",
    "pod-metrics": #"""
    {"kind":"PodMetricsList","apiVersion":"metrics.k8s.io/v1beta1","metadata":{},"items":[
     {"metadata":{"name":"web-1","namespace":"shop","labels":{"app":"web"}},"timestamp":"2026-11-01T00:00:10Z","window":"15.2s",
      "containers":[{"name":"web","usage":{"cpu":"12345n","memory":"614Mi"}},{"name":"ł","usage":{"cpu":"1","memory":"12Qi"}}]}]}
    {"kind":"NodeMetricsList","items":[{"metadata":{"name":"node-1"},"timestamp":"2026-11-01T00:00:10Z","usage":{"cpu":"1","memory":"128974848000m"}}]}
    """#,
    "sysstat-json": #"""
    {"sysstat": {"hosts": [{"nodename": "łódź", "number-of-cpus": 2, "statistics": [
     {"timestamp": {"date": "2026-11-28", "time": "06:54:24", "utc": 1, "interval": 2}, "cpu-load": [{"cpu": "all"}],
      "memory": {"memfree": 600, "avail": 700, "memused": 100, "memused-percent": 10.00, "buffers": 100, "cached": 100, "slab": 100}},
     {"timestamp": {"date": "2026-11-28", "time": "bad", "utc": 1, "interval": 2},
      "memory": {"memfree": 600, "avail": 700, "memused": 100, "memused-percent": 10.00, "buffers": 100, "cached": 100, "slab": 100}}],
     "restarts": [{"boot": {"date": "2026-11-28", "time": "06:55:10", "utc": 1, "cpu_count": 2}}]}]}}
    """#,
    "vmstat":
      "procs -----------memory---------- ---swap-- -----io---- -system-- ------cpu----- -----timestamp-----\r\n"
      + " r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa st                 UTC\r\n"
      + " 4  0      8 20105268  26300 4015476    0    0   998  1828  213  253 39  3 58  0  0 2026-11-28 06:54:19\r\n\r\n"
      + " 4  0      0 20105268  26300 x    0    0     0     4  656  587 99  0  0  0  1 2026-11-28 06:54:20\n"
      + " 4  0      0 20105268  26300\n",
    "free":
      "Sat Nov 28 17:58:10 UTC 2026\r\n"
      + "               total        used        free      shared  buff/cache   available\r\n"
      + "Mem:     25276510208  1972834304 18858901504     9068544  4784254976 23303675904\r\nSwap:   8192  4096   4096\r\n\r\n"
      + "Sat Nov 28 05:58:12 PM UTC 2026\n"
      + "               total        used        free      shared  buff/cache   available\n"
      + "Mem:     24684092     1972834    18858901     9068544  4784254     23303675\nSwap:   0 0 0",
    "meminfo":
      "2026-11-28 17:58:10 UTC\r\nMemTotal:       24683652 kB\r\nMemFree:        20105756 kB\r\n"
      + "MemAvailable:   23821444 kB\r\nSwapTotal: 8 kB\nSwapFree: 4 kB\nZswapped: 2 kB\n\r\n"
      + "1795889890\nMemTotal:       24683652 kB\nMemAvailable:   x kB\n",
    "libvirt":
      "2026-11-28T12:00:00+01:00\r\nDomain: 'łódź'\r\n  balloon.current=1048576\r\n  balloon.maximum=1572864\r\n"
      + "  balloon.available=929308\n  balloon.usable=825292\n  balloon.last-update=1795863599\n\n"
      + "Domain: 'b'\n  balloon.current=x\n  balloon.swap_in=18446744073709551615\n",
    "cloudwatch": #"""
    {"MetricDataResults": [
      {"Id": "m1", "Label": "i-0abc mem_used_percent Average", "Timestamps": ["2026-11-01T00:05:00Z", "2026-11-01T00:00:00+00:00"],
       "Values": [50.25, 101.0], "StatusCode": "Complete"},
      {"Id": "m2", "Label": "łódź mem_used Maximum", "Timestamps": ["2026-11-01T00:05:00Z"], "Values": [4096.0], "StatusCode": "Complete"}],
     "Messages": []}
    """#,
    "azure-monitor": #"""
    {"cost": 0, "interval": "PT5M", "namespace": "Microsoft.Compute/virtualMachines", "resourceregion": "westeurope", "timespan": "2026-11-01T00:00:00Z/2026-11-01T01:00:00Z",
     "value": [{"id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/web-1/providers/Microsoft.Insights/metrics/Available Memory Bytes",
       "name": {"localizedValue": "Available Memory Bytes", "value": "Available Memory Bytes"}, "resourceGroup": "g",
       "timeseries": [{"data": [
         {"average": 4294967296.0, "count": null, "maximum": null, "minimum": 4294967295.0, "timeStamp": "2026-11-01T00:00:00Z", "total": null},
         {"average": null, "maximum": null, "minimum": null, "timeStamp": "2026-11-01T00:05:00Z"},
         {"maximum": 5, "timeStamp": "2026-11-01T00:10:00Z"}], "metadatavalues": []}], "type": "Microsoft.Insights/metrics", "unit": "Bytes"}]}
    """#,
    "gcp-timeseries": #"""
    {"timeSeries": [
      {"metric": {"type": "agent.googleapis.com/memory/bytes_used", "labels": {"state": "used"}},
       "resource": {"type": "gce_instance", "labels": {"instance_id": "17", "zone": "europe-west1-b", "project_id": "p"}},
       "metadata": {"systemLabels": {"name": "łódź"}}, "metricKind": "GAUGE", "valueType": "DOUBLE",
       "points": [{"interval": {"startTime": "2026-11-01T00:05:00Z", "endTime": "2026-11-01T00:05:00Z"}, "value": {"doubleValue": 4096.5}},
                  {"interval": {"endTime": "2026-11-01T00:00:00Z"}, "value": {"doubleValue": -5}}]},
      {"metric": {"type": "agent.googleapis.com/memory/bytes_used", "labels": {"state": "cached"}}, "resource": {"labels": {"instance_id": "17"}},
       "metricKind": "GAUGE", "points": [{"interval": {"endTime": "2026-11-01T00:05:00Z"}, "value": {"int64Value": "7"}}]}]}
    """#,
    "govc": #"""
    {"sample": [{"entity": {"type": "VirtualMachine", "value": "vm-57"},
      "sampleInfo": [{"timestamp": "2026-11-01T00:00:20Z", "interval": 20}, {"timestamp": "2026-11-01T00:00:40Z", "interval": 20}],
      "value": [{"name": "mem.consumed.average", "instance": "", "value": [2048, -1]},
                {"name": "mem.active.average", "instance": "", "value": [1024, -7]}, {"name": "cpu.usage.average", "instance": "", "value": [1, 2]}]}]}
    """#,
    "hyperv-json": #"""
    [{"Timestamp": "2026-11-01T00:00:00.1234567Z", "VMName": "łódź", "MemoryAssigned": 4294967296, "MemoryDemand": 3221225472, "MemoryStartup": 4294967296,
      "DynamicMemoryEnabled": true, "MemoryMinimum": 1073741824, "MemoryMaximum": 8589934592, "NetworkAdapters": [{"Name": "n"}]},
     {"Timestamp": {"value": "\/Date(1793491200000)\/", "DateTime": "Sonntag"}, "VMName": "b", "MemoryAssigned": 4294967296, "MemoryDemand": "x", "MemoryStartup": 4294967296}]
    """#,
  ]
}
