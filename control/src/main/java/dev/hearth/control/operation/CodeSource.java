package dev.hearth.control.operation;

import dev.hearth.api.error.ApiException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.FunctionCode;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;

/** Where a request says its code is. Only a zip in the request itself can be taken. */
final class CodeSource {
    private static final String IMAGE = "Image";

    private CodeSource() {}

    /**
     * @throws ApiException when the code is elsewhere, or nowhere
     */
    static void requireZip(CreateFunctionRequest request) {
        FunctionCode code = request.code();
        if (IMAGE.equals(request.packageTypeAsString())) {
            if (code.imageUri() == null) {
                throw Refusals.invalid(
                        "Please provide ImageUri when creating a function with packageType Image.");
            }
            throw Refusals.notBuilt("CreateFunction with PackageType Image");
        }
        if (code.imageUri() != null) {
            throw Refusals.invalid(
                    "Please don't provide ImageUri when creating a function with packageType Zip.");
        }
        requireZip(
                "CreateFunction", code.zipFile(), code.s3Bucket() != null || code.s3Key() != null);
    }

    /**
     * @throws ApiException when the code is elsewhere, or nowhere
     */
    static void requireZip(UpdateFunctionCodeRequest request) {
        if (request.imageUri() != null) {
            throw Refusals.invalid(
                    "Please don't provide ImageUri when updating a function with packageType Zip.");
        }
        requireZip(
                "UpdateFunctionCode",
                request.zipFile(),
                request.s3Bucket() != null || request.s3Key() != null);
    }

    static byte[] zip(FunctionCode code) {
        return bytes(code.zipFile());
    }

    static byte[] zip(UpdateFunctionCodeRequest request) {
        return bytes(request.zipFile());
    }

    private static void requireZip(String operation, @Nullable SdkBytes zip, boolean inS3) {
        if (zip != null && inS3) {
            throw Refusals.invalid(
                    "Please do not provide other FunctionCode parameters when providing a ZipFile.");
        }
        if (inS3) {
            throw Refusals.notBuilt(operation + " with S3Bucket and S3Key");
        }
        if (zip == null) {
            throw Refusals.invalid("Please provide a source for function code.");
        }
    }

    private static byte[] bytes(@Nullable SdkBytes zip) {
        return zip == null ? new byte[0] : zip.asByteArrayUnsafe();
    }
}
