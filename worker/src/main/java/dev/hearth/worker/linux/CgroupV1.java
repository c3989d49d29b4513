package dev.hearth.worker.linux;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** One group of version 1, the files that are used often held open. */
final class CgroupV1 implements Cgroup {
    /** AWS's own period is 20 ms too: a small share then waits for less long at a time. */
    static final long CPU_PERIOD_MICROS = 20_000;

    static final long SMALLEST_QUOTA_MICROS = 1_000;
    private static final int SHARES_OF_ONE_CPU = 1024;
    private static final int SMALLEST_SHARES = 2;
    private static final String FROZEN = "FROZEN";
    private static final String THAWED = "THAWED";

    private final Function<String, Path> paths;
    private final Fd freezer;
    private final Fd peak;

    private CgroupV1(Function<String, Path> paths, Fd freezer, Fd peak) {
        this.paths = paths;
        this.freezer = freezer;
        this.peak = peak;
    }

    static CgroupV1 open(Function<String, Path> paths) throws KernelException {
        Fd freezer = Fd.open(file(paths, "freezer", "freezer.state"), Fd.READ_WRITE);
        try {
            String peak = file(paths, "memory", "memory.max_usage_in_bytes");
            return new CgroupV1(paths, freezer, Fd.open(peak, Fd.READ_WRITE));
        } catch (KernelException e) {
            freezer.close();
            throw e;
        }
    }

    @Override
    public void limit(Limits limits) throws KernelException {
        String bytes = Long.toString(limits.memoryBytes());
        write("memory", "memory.limit_in_bytes", bytes);
        if (Files.exists(paths.apply("memory").resolve("memory.memsw.limit_in_bytes"))) {
            write("memory", "memory.memsw.limit_in_bytes", bytes);
        }
        long quota = Math.max(SMALLEST_QUOTA_MICROS, Math.round(limits.cpus() * CPU_PERIOD_MICROS));
        write("cpu", "cpu.cfs_period_us", Long.toString(CPU_PERIOD_MICROS));
        write("cpu", "cpu.cfs_quota_us", Long.toString(quota));
        long shares = Math.max(SMALLEST_SHARES, Math.round(limits.cpus() * SHARES_OF_ONE_CPU));
        write("cpu", "cpu.shares", Long.toString(shares));
        write("pids", "pids.max", Integer.toString(limits.pids()));
    }

    @Override
    public List<Fd> openJoinFiles() throws KernelException {
        List<Fd> files = new ArrayList<>();
        try {
            for (String hierarchy : CgroupsV1.HIERARCHIES) {
                try (Fd file = Fd.open(file(paths, hierarchy, "tasks"), Fd.WRITE)) {
                    files.add(file.forChild());
                }
            }
            return files;
        } catch (KernelException e) {
            files.forEach(Fd::close);
            throw e;
        }
    }

    @Override
    public Fd openFreezer() throws KernelException {
        return freezer.forChild();
    }

    @Override
    public String thawWord() {
        return THAWED;
    }

    @Override
    public void freeze() throws KernelException {
        freezer.rewrite(FROZEN);
    }

    @Override
    public void thaw() throws KernelException {
        freezer.rewrite(THAWED);
    }

    @Override
    public long peakMemoryBytes() throws KernelException {
        return Long.parseLong(peak.reread());
    }

    @Override
    public void resetPeak() throws KernelException {
        peak.rewrite("0");
    }

    @Override
    public long outOfMemoryKills() throws KernelException {
        return KeyedFile.value(
                ControlFiles.read(file(paths, "memory", "memory.oom_control")), "oom_kill");
    }

    @Override
    public void close() throws KernelException {
        freezer.close();
        peak.close();
        for (String hierarchy : CgroupsV1.HIERARCHIES) {
            ControlFiles.removeFolder(paths.apply(hierarchy).toString());
        }
    }

    private void write(String hierarchy, String name, String text) throws KernelException {
        ControlFiles.write(file(paths, hierarchy, name), text);
    }

    private static String file(Function<String, Path> paths, String hierarchy, String name) {
        return paths.apply(hierarchy).resolve(name).toString();
    }
}
