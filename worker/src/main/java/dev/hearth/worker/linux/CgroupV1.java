package dev.hearth.worker.linux;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** One group of version 1, the files that are used often held open. */
final class CgroupV1 implements Cgroup {
    static final String THAWED = "THAWED";

    private static final String FROZEN = "FROZEN";

    private final Function<String, Path> paths;
    private final Fd freezer;
    private final Fd usage;
    private final Fd peak;
    private final Fd outOfMemory;

    private CgroupV1(Function<String, Path> paths, Fd freezer, Fd usage, Fd peak, Fd outOfMemory) {
        this.paths = paths;
        this.freezer = freezer;
        this.usage = usage;
        this.peak = peak;
        this.outOfMemory = outOfMemory;
    }

    /**
     * @param paths the group's folder by hierarchy
     */
    static CgroupV1 open(Function<String, Path> paths) throws KernelException {
        List<Fd> open = new ArrayList<>();
        try {
            open.add(Fd.open(file(paths, "freezer", "freezer.state"), Fd.READ_WRITE));
            open.add(Fd.open(file(paths, "memory", "memory.usage_in_bytes"), Fd.READ));
            open.add(Fd.open(file(paths, "memory", "memory.max_usage_in_bytes"), Fd.READ_WRITE));
            open.add(Fd.open(file(paths, "memory", "memory.oom_control"), Fd.READ));
        } catch (KernelException e) {
            open.forEach(Fd::close);
            throw e;
        }
        return new CgroupV1(paths, open.get(0), open.get(1), open.get(2), open.get(3));
    }

    @Override
    public void limit(Limits limits) throws KernelException {
        String bytes = Long.toString(limits.memoryBytes());
        write("memory", "memory.limit_in_bytes", bytes);
        if (Files.exists(paths.apply("memory").resolve("memory.memsw.limit_in_bytes"))) {
            write("memory", "memory.memsw.limit_in_bytes", bytes);
        }
        write("cpu", "cpu.cfs_period_us", Long.toString(CpuShare.PERIOD_MICROS));
        limitCpus(limits.cpus());
        write("pids", "pids.max", Integer.toString(limits.pids()));
    }

    @Override
    public void limitCpus(double cpus) throws KernelException {
        write("cpu", "cpu.cfs_quota_us", Long.toString(CpuShare.quotaMicros(cpus)));
        write("cpu", "cpu.shares", Long.toString(CpuShare.shares(cpus)));
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
    public long memoryBytes() throws KernelException {
        return Long.parseLong(usage.reread());
    }

    @Override
    public long heldMemoryBytes() throws KernelException {
        long all = memoryBytes();
        String stat = ControlFiles.read(file(paths, "memory", "memory.stat"));
        return all - KeyedFile.value(stat, "total_cache") + KeyedFile.value(stat, "total_shmem");
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
        return KeyedFile.value(outOfMemory.reread(), "oom_kill");
    }

    @Override
    public void close() throws KernelException {
        List.of(freezer, usage, peak, outOfMemory).forEach(Fd::close);
        for (String hierarchy : CgroupsV1.HIERARCHIES) {
            CgroupFolder.remove(paths.apply(hierarchy));
        }
    }

    private void write(String hierarchy, String name, String text) throws KernelException {
        ControlFiles.write(file(paths, hierarchy, name), text);
    }

    private static String file(Function<String, Path> paths, String hierarchy, String name) {
        return paths.apply(hierarchy).resolve(name).toString();
    }
}
