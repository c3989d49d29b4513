package dev.hearth.worker.linux;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One group of version 2, the files that are used often held open. */
final class CgroupV2 implements Cgroup {
    private static final double SHARES_OF_ONE_CPU = 100;
    private static final int LARGEST_WEIGHT = 10_000;
    private static final String FROZEN = "1";
    private static final String THAWED = "0";

    private final Path path;
    private final Fd freezer;

    private CgroupV2(Path path, Fd freezer) {
        this.path = path;
        this.freezer = freezer;
    }

    static CgroupV2 open(Path path) throws KernelException {
        String freezer = path.resolve("cgroup.freeze").toString();
        return new CgroupV2(path, Fd.open(freezer, Fd.READ_WRITE));
    }

    @Override
    public void limit(Limits limits) throws KernelException {
        write("memory.max", Long.toString(limits.memoryBytes()));
        if (Files.exists(path.resolve("memory.swap.max"))) {
            // Version 2 counts swap by itself: none keeps the two together under one limit.
            write("memory.swap.max", "0");
        }
        write("memory.oom.group", "1");
        long period = CgroupV1.CPU_PERIOD_MICROS;
        long quota = Math.max(CgroupV1.SMALLEST_QUOTA_MICROS, Math.round(limits.cpus() * period));
        write("cpu.max", quota + " " + period);
        long weight = Math.round(limits.cpus() * SHARES_OF_ONE_CPU);
        write("cpu.weight", Long.toString(Math.clamp(weight, 1, LARGEST_WEIGHT)));
        write("pids.max", Integer.toString(limits.pids()));
    }

    @Override
    public List<Fd> openJoinFiles() throws KernelException {
        try (Fd file = Fd.open(path.resolve("cgroup.procs").toString(), Fd.WRITE)) {
            return List.of(file.forChild());
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

    /** memory.peak came with Linux 5.19. */
    @Override
    public long peakMemoryBytes() throws KernelException {
        Path peak = path.resolve("memory.peak");
        return Files.exists(peak) ? Long.parseLong(ControlFiles.read(peak.toString())) : 0;
    }

    /** Linux resets this peak for one open file only, and since 6.12: so it stays as it is. */
    @Override
    public void resetPeak() {}

    @Override
    public long outOfMemoryKills() throws KernelException {
        String events = ControlFiles.read(path.resolve("memory.events").toString());
        return KeyedFile.value(events, "oom_kill");
    }

    @Override
    public void close() throws KernelException {
        freezer.close();
        ControlFiles.removeFolder(path.toString());
    }

    private void write(String name, String text) throws KernelException {
        ControlFiles.write(path.resolve(name).toString(), text);
    }
}
